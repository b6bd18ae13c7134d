"""A notice that exists → values of a draft; old text laid beside new (tiếp nhận)."""
