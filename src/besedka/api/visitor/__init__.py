"""The visitor's door: the widget and the SDKs."""
