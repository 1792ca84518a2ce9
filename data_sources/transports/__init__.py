"""How each HTTP library is made to behave: time-outs, proxy, own CA, and a word when a host answers."""
