"""How a want finds its answer: order, failover, what is held and what is missing. ``router.Router`` is the front."""
