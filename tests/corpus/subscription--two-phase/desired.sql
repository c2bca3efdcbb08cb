-- What the publisher would have to be told is refused.
-- since: 15
-- refused: subscription s: a change of two phase cannot be planned
CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, two_phase = true);
