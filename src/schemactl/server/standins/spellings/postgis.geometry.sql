-- $1 as PostGIS prints it: the type in its own letters, Z and M, the number of the reference system if there is one.
(SELECT CASE WHEN s.name IS NULL THEN ('no type of geometry: ' || $1[1] || COALESCE(s.name, ''))::int4::text
          WHEN s.name = 'Geometry' AND s.srid = 0 THEN ''
          ELSE '(' || s.name || CASE WHEN s.srid > 0 THEN ',' || s.srid ELSE '' END || ')' END
 FROM (SELECT (SELECT k || d
               FROM unnest(ARRAY['Geometry', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon',
                      'GeometryCollection', 'CircularString', 'CompoundCurve', 'CurvePolygon', 'MultiCurve', 'MultiSurface',
                      'PolyhedralSurface', 'Triangle', 'Tin']) k, unnest(ARRAY['', 'Z', 'M', 'ZM']) d
               WHERE lower(k || d) = lower(btrim($1[1]::text))),
              greatest(COALESCE($1[2]::text::int4, 0), 0)) s (name, srid))
