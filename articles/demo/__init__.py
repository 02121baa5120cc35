"""The demo: plain data about invented people and four articles. `load_demo` drives the real screens with it."""
