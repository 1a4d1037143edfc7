def write(p,r): pass
