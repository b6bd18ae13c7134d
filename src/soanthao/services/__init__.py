"""One module per use case: a recipe on one screen that returns values and prints nothing."""
