"""A cluster on one machine, from the files of `packaging/cluster`, and what can be broken in it.

Three nodes of MariaDB with Galera, two HAProxies and two reservation servers. The tests of the cluster use it
too, without namespaces.
"""
