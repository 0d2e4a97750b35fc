"""One 3x3 convolution of NCSN, NCSNv2 or NCSN++ on a CPU with all that comes before and after it, in one compiled pass.

Between the convolutions of such a network each map is read and written half a dozen times; the kernels do all of it
while a few samples' maps are in the processor's cache. ``kernels.cpp`` is what torch calls, and checks what it is
given; :mod:`~app.networks.kernels.calls` is its Python side; :mod:`~app.networks.kernels.choice` decides which networks
use it. Building and loading it is the business of :mod:`app.io.kernels`.
"""
