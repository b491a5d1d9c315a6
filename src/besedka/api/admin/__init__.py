"""The admin's door: staff, departments, inboxes, the audit."""

PATH = "/api/admin/v1"

__all__ = ["PATH"]
