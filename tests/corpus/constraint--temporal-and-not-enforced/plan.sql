-- What differs: +constraint, constraint.definition, constraint.validated

-- ===== up =====
ALTER TABLE public.others ALTER CONSTRAINT others_stay_id_fkey NOT ENFORCED;
ALTER TABLE public.rooms DROP CONSTRAINT rooms_pkey;
ALTER TABLE public.rooms ADD CONSTRAINT rooms_pkey PRIMARY KEY (id, at WITHOUT OVERLAPS);
ALTER TABLE public.stays ADD CONSTRAINT stays_room_id_at_fkey FOREIGN KEY (room_id, PERIOD at) REFERENCES public.rooms(id, PERIOD at);
ALTER TABLE public.stays DROP CONSTRAINT n_small;
ALTER TABLE public.stays ADD CONSTRAINT n_small CHECK ((n < 5)) NOT ENFORCED;

-- ===== down =====
ALTER TABLE public.others ALTER CONSTRAINT others_stay_id_fkey ENFORCED;
ALTER TABLE public.stays DROP CONSTRAINT n_small;
ALTER TABLE public.stays ADD CONSTRAINT n_small CHECK ((n < 5));
ALTER TABLE public.stays DROP CONSTRAINT stays_room_id_at_fkey;
ALTER TABLE public.rooms DROP CONSTRAINT rooms_pkey;
ALTER TABLE public.rooms ADD CONSTRAINT rooms_pkey PRIMARY KEY (id, at);
