"""What all HTTP doors share.

`place.Place` is what a running process offers to routes; `shell.Shell` wraps the application (address, base path, CORS,
headers, last resort); `problems` is the one table from refusals to statuses; `bodies` reads JSON; `signed_in` says who
sits behind a cookie; `limits` counts; `pages` serves the console, the widget and the health check.
"""
