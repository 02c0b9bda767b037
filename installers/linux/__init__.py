"""The packages for Linux: a Debian package, a portable folder, and what an AppImage is made of."""
