"""The speed settings of graphics cards, as far as they can be looked at without one."""

import pytest
import torch

from app.networks.cuda import MOST_GRAPHS, Graphed, InPrecision, accelerate
from app.networks.spaces import SpaceModel
from tests.models import gaussian, small_network
from tests.processes import python


@pytest.fixture
def _flags():
    before = torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32
    yield
    torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = before


def model():
    return SpaceModel(small_network(), gaussian(shape=(1, 8, 8)).describe())


@pytest.mark.parametrize(("precision", "graphs"), [("tf32", False), ("bf16", True), ("float32", True)])
def test_on_a_cpu_nothing_changes_and_that_is_said(precision, graphs):
    network = model()
    x = torch.rand(2, 1, 8, 8)
    before = network.score(x, 0.5)
    done = accelerate(network, precision, graphs=graphs)
    assert (done.precision, done.graphs) == ("float32", False)
    assert "NVIDIA" in done.remarks[0]
    assert torch.equal(network.score(x, 0.5), before)
    assert accelerate(network, "float32", graphs=False).remarks == ()


@pytest.mark.parametrize(("precision", "tf32"), [("float32", False), ("tf32", True), ("bf16", False)])
@pytest.mark.usefixtures("_flags")
def test_each_call_sets_the_global_flags_and_autocast(precision, tf32):
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = not tf32
    layer = torch.nn.Linear(4, 4).requires_grad_(False)
    seen = []

    def network(x, sigma):
        seen.append(layer(x).dtype)
        return layer(x) / sigma

    out = InPrecision(network, precision)(torch.rand(2, 4), torch.ones(1))
    assert torch.backends.cudnn.allow_tf32 is tf32
    assert torch.backends.cuda.matmul.allow_tf32 is tf32
    assert seen == [torch.bfloat16 if precision == "bf16" else torch.float32]
    assert out.dtype == torch.float32


def double(x, sigma):
    return 2 * x / sigma


def inputs(batch):
    return torch.ones(batch, 1, 2, 2), torch.full((1,), 0.5)


def test_a_shape_is_recorded_once_and_old_ones_make_room():
    recorded = []

    def record(forward, x, sigma):
        recorded.append(tuple(x.shape))
        return forward

    graphed = Graphed(double, record)
    with torch.inference_mode():
        for batch in (1, 2, 1, 2):
            assert torch.equal(graphed(*inputs(batch)), double(*inputs(batch)))
        assert [shape[0] for shape in recorded] == [1, 2]
        for batch in range(3, 3 + MOST_GRAPHS):
            graphed(*inputs(batch))
        graphed(*inputs(1))
    assert [shape[0] for shape in recorded][-1] == 1


def test_where_recording_fails_it_computes_without_and_does_not_try_again():
    tried = []

    def record(forward, x, sigma):
        tried.append(x.shape)
        raise RuntimeError("operation not permitted when stream is capturing")

    graphed = Graphed(double, record)
    with torch.inference_mode():
        for _ in range(3):
            assert torch.equal(graphed(*inputs(2)), double(*inputs(2)))
    assert len(tried) == 1
    assert not graphed.works


def test_a_full_memory_is_no_reason_to_give_up_recording():
    def record(forward, x, sigma):
        raise torch.OutOfMemoryError("CUDA out of memory")

    graphed = Graphed(double, record)
    with torch.inference_mode(), pytest.raises(torch.OutOfMemoryError):
        graphed(*inputs(2))
    assert graphed.works


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA graphics card here")
@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-4), ("tf32", 1e-2), ("bf16", 5e-2)])
def test_a_graphics_card_gives_the_same_within_the_precision(precision, tolerance):
    plain, x = model(), torch.rand(3, 1, 8, 8)
    fast = SpaceModel(small_network(), plain.info, "cuda")
    done = accelerate(fast, precision, graphs=True)
    assert (done.precision, done.graphs, done.remarks) == (precision, True, ())
    with torch.inference_mode():
        for sigma in (1.0, 0.1):
            expected = plain.score(x, sigma)
            found = fast.score(x.cuda(), sigma).cpu()
            assert float((found - expected).norm() / expected.norm()) < tolerance


@pytest.mark.parametrize(("before", "then"), [(None, "1"), ("0", "0")])
def test_what_an_apple_processor_lacks_is_left_to_the_cpu_unless_that_is_said_otherwise(monkeypatch, before, then):
    """Torch reads it when it is imported; the program says it before."""
    monkeypatch.delenv("PYTORCH_ENABLE_MPS_FALLBACK", raising=False)
    if before is not None:
        monkeypatch.setenv("PYTORCH_ENABLE_MPS_FALLBACK", before)
    said = "print(os.environ['PYTORCH_ENABLE_MPS_FALLBACK'], 'torch' in sys.modules)"
    done = python("-c", f"import os, sys; from app.__main__ import main; sys.argv = ['x', '--version']; main(); {said}")
    assert done.stdout.splitlines()[-1] == f"{then} False", done.stderr
