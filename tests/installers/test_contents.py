import os
from pathlib import Path

import pytest

from annotator.edition import Flavour
from installers import contents
from installers.licences import modules_in

ROOT = Path(__file__).resolve().parents[2]
BUILT = Path(os.environ.get("ANNOTATOR_BUILT") or ROOT / "dist")
# Of whom the issue says that they stay out, and their kin; written out, whatever the recipes say.
HEAVY = ["torch", "pyarrow", "spacy", "camel_tools", "pandas", "transformers", "scipy", "sklearn", "tkinter"]
ANYWHERE = [
    "numba",
    "llvmlite",
    "cvxpy",
    "statsmodels",
    "PySide6.QtWebEngineCore",
    "PySide6.QtQml",
    "readline",
]


def folder(root: Path, *files: str) -> Path:
    for file in ("annotator", "_internal/PySide6/QtCore.abi3.so", "_internal/numpy/_core/a.so", *files):
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 1_000)
    return root


def found(
    root: Path, *files: str, modules: tuple[str, ...] = (), flavour: Flavour = Flavour.STANDARD
) -> list[str]:
    return contents.strangers(folder(root, *files), flavour=flavour, modules=("annotator.model", *modules))


def test_what_belongs_there_is_no_stranger(tmp_path: Path) -> None:
    assert found(tmp_path, "_internal/PySide6/Qt/plugins/platforms/libqxcb.so") == []


@pytest.mark.parametrize("name", [*HEAVY, *ANYWHERE])
def test_a_module_that_slips_in_is_found(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, modules=(f"{name}.inner",)) == [f"{name}.inner"]


@pytest.mark.parametrize(
    "file",
    [
        "torch/lib/libtorch_cpu.so",
        "pyarrow/libarrow.so.2600",
        "spacy/tokens/doc.cpython-311-x86_64-linux-gnu.so",
        "PySide6/QtWebEngineCore.abi3.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqwayland-egl.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "python3.11/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so",
        "python3.11/lib-dynload/_tkinter.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_a_file_that_slips_in_is_found(file: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"_internal/{file}") == [file]


@pytest.mark.parametrize(
    "library", ["libGL.so.1", "libstdc++.so.6", "libfontconfig.so.1", "libglib-2.0.so.0"]
)
def test_a_library_of_the_system_is_found(library: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"_internal/{library}") == [library]


def test_the_full_flavour_has_torch_and_still_no_browser(tmp_path: Path) -> None:
    file = "PySide6/QtWebEngineCore.abi3.so"
    there = found(
        tmp_path,
        f"_internal/{file}",
        "_internal/torch/lib/libtorch_cpu.so",
        modules=("torch",),
        flavour=Flavour.FULL,
    )
    assert there == [file]


def test_weights_are_told_apart_and_add_up(tmp_path: Path) -> None:
    told = contents.weights(folder(tmp_path, "_internal/numpy.libs/b.so", "_internal/what.dat"))
    assert told["NumPy with OpenBLAS"] == 2_000
    assert told["Qt"] == told["the rest"] == 1_000
    assert contents.table(told).splitlines()[-1].split() == ["0.0", "MB", "all", "of", "it"]
    assert sum(told.values()) == 5_000


@pytest.mark.installed
def test_what_was_built_holds_nothing_that_was_to_stay_out() -> None:
    frozen = BUILT / "annotator"
    modules = modules_in(frozen / "annotator")
    assert "annotator.model" in modules
    assert contents.strangers(frozen, flavour=Flavour.STANDARD, modules=modules) == []
    plugins = frozen / "_internal" / "PySide6" / "Qt" / "plugins"
    there = {path.relative_to(plugins).as_posix() for path in plugins.rglob("*.so")}
    assert there >= {
        "platforms/libqxcb.so",
        "printsupport/libcupsprintersupport.so",
        "iconengines/libqsvgicon.so",
    }
    assert [path for path in frozen.rglob("*") if path.is_symlink() and not path.exists()] == []
    tops = {name.partition(".")[0] for name in modules} | {
        path.name for path in (frozen / "_internal").iterdir()
    }
    assert tops & {*HEAVY, *ANYWHERE} == set()
    assert sum(contents.weights(frozen).values()) < contents.INSTALLED_AIM
