"""The Feldhase, drawn in scripts: one function per part, in car coordinates, licence CERN-OHL-S-2.0.

Millimetres; x backwards from the front axle, y to the left, z up from the ground. A part that is built
in several times stands at its first place (the right side, where there is a choice); `places` says
where the others stand.
"""
