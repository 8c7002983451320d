"""What every command's file uses."""

import argparse
from collections.abc import Coroutine
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Result = int | Coroutine[object, object, int]
"""An exit status, or work that ends with one."""
