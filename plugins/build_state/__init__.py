"""FOUNDATION. What a build keeps between runs, and how it writes: fingerprints, the store, files, the lock, workers.

Nothing here knows about Pelican or the site, and nothing is imported until it is asked for, so that a build that
finds nothing changed starts fast. Import the module that you need: ``fingerprint``, ``store``, ``files``, ``lock``,
``workers``.
"""
