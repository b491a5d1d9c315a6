// The imaginary provider's own script.
