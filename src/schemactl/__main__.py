"""`python -m schemactl`."""

from schemactl.cli.main import main

main()
