-- What differs: subscription.disable_on_error, subscription.origin, subscription.password_required, subscription.run_as_owner

-- ===== up =====
ALTER SUBSCRIPTION s SET (disable_on_error = true, origin = none, password_required = false, run_as_owner = true);

-- ===== down =====
ALTER SUBSCRIPTION s SET (disable_on_error = false, origin = any, password_required = true, run_as_owner = false);
