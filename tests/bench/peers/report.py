def machine(o): return {}
def section(r,a,b): return "\n".join(f"{k} {[ {n: round(v,3) if isinstance(v,float) else v for n,v in x.items()} for x in v]}" for k,v in r.rounds.items())
def write(p,t): pass
