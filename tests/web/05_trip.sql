CREATE TYPE app.trip AS (start app.place, stops app.place[]);
-- or
CREATE TYPE app.trip AS (start app.place);
