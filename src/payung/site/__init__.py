"""The site: settings, addresses, the shell of the pages."""
