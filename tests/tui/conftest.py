from conftest_tui import stage as stage
