"""The demo: plain data about invented people and their articles. `load_demo` drives the real screens with it."""
