"""渝工's Pelican plugins, one package each; foundations below, features above, features never meet."""
