"""Learning from the postmortems that a repository has, for its settings and for the next one."""
