-- What differs: index.called

-- ===== up =====
ALTER INDEX public.p_1_v_idx RENAME TO by_v;

-- ===== down =====
ALTER INDEX public.by_v RENAME TO p_1_v_idx;
