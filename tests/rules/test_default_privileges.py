"""Default privileges, and what they give to new objects."""

from __future__ import annotations

from collections.abc import Callable

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.catalog.privileges import OWNER
from schemactl.diff.rules.given import given_privileges

Transition = Callable[..., list[str]]
Role = Callable[[str], str]


def test_grants_for_all_schemas_and_for_one(role: Role, transition: Transition) -> None:
    """The owner of the database is not named: a migration runs as it."""
    reader = role("reader")
    after = f"""ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO {reader};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {reader} WITH GRANT OPTION"""
    assert transition("", after) == [
        f"ALTER DEFAULT PRIVILEGES GRANT INSERT, SELECT ON TABLES TO {reader}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {reader} WITH GRANT OPTION",
    ]


def test_what_the_server_gives_by_itself_can_be_revoked(transition: Transition) -> None:
    """PUBLIC's right to run functions, for all schemas."""
    assert transition("", "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC") == [
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
    ]


def test_another_role_is_named(role: Role, transition: Transition) -> None:
    """FOR ROLE; and its own privileges are revoked and given back."""
    owner = role("maker")
    before = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT ON TABLES TO PUBLIC;"
    after = before + f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE TRUNCATE ON TABLES FROM {owner}"
    assert transition(before, after) == [
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE TRUNCATE ON TABLES FROM {owner}"
    ]


def test_a_grant_option_is_taken_away(role: Role, transition: Transition) -> None:
    """The privilege itself stays."""
    reader = role("reader")
    grant = f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {reader}"
    assert transition(f"{grant} WITH GRANT OPTION", grant) == [
        f"ALTER DEFAULT PRIVILEGES REVOKE GRANT OPTION FOR SELECT ON TABLES FROM {reader}"
    ]


def test_every_class_of_objects(role: Role, transition: Transition) -> None:
    """Tables, sequences, functions, types, schemas."""
    reader = role("reader")
    grants = {"TABLES": "SELECT", "SEQUENCES": "USAGE", "FUNCTIONS": "EXECUTE", "TYPES": "USAGE", "SCHEMAS": "CREATE"}
    after = ";".join(f"ALTER DEFAULT PRIVILEGES GRANT {p} ON {words} TO {reader}" for words, p in grants.items())
    assert len(transition("", after)) == 5


def test_they_come_with_their_schema(role: Role, transition: Transition) -> None:
    """After it, and go with it."""
    reader = role("reader")
    after = f"CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO {reader}"
    assert transition("", after) == [
        "CREATE SCHEMA app",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO {reader}",
    ]


def test_what_a_new_object_is_given() -> None:
    """The server's default, as changed for all schemas, and what is added for its own."""

    def default(schema: str, granted: list[list[object]], revoked: list[list[object]]) -> Object:
        id = ObjectId("default_privileges", schema, "CURRENT_USER", "", "FUNCTIONS")
        return Object(id, {"granted": granted, "revoked": revoked})

    everywhere = default("", [["reader", "EXECUTE", False]], [["", "EXECUTE", False]])
    in_app = default("app", [["reader", "EXECUTE", True], ["CURRENT_USER", "EXECUTE", False]], [])
    catalog = Catalog(180000, {object.id: object for object in (everywhere, in_app)})
    server = [["", "EXECUTE", False], [OWNER, "EXECUTE", False]]
    assert given_privileges(ObjectId("function", "app", "f"), server, catalog) == [
        [OWNER, "EXECUTE", False],
        ["reader", "EXECUTE", True],
    ]
    assert given_privileges(ObjectId("function", "far", "f"), server, catalog)[1] == ["reader", "EXECUTE", False]
    assert given_privileges(ObjectId("table", "app", "t"), [], catalog) == []
