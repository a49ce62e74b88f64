"""The report of scored conversations as one page: no script from elsewhere, no network, light and dark."""
