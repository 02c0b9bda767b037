"""A minimal screen reader: asks another process over AT-SPI what its window holds.

It speaks D-Bus itself (jeepney), so that nothing of the program under test answers for it.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_LAUNCHERS: Final = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi-bus-launcher"),
)
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_ROOT: Final = "/org/a11y/atspi/accessible/root"
TEXT: Final = "org.a11y.atspi.Text"


class Bus:
    """A session bus of its own with the accessibility bus on it; `environment` leads programs to it."""

    def __init__(self) -> None:
        launcher = next(path for path in _LAUNCHERS if path.exists())
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._daemon.stdout is not None
        address = self._daemon.stdout.readline().strip()
        self.environment = os.environ | {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._launcher = subprocess.Popen([str(launcher), "--launch-immediately"], env=self.environment)
        with open_dbus_connection(bus=address) as session:
            where = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            _wait_for(session, "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=30)
        self.connection = open_dbus_connection(bus=reply.body[0])

    def close(self) -> None:
        """End the buses."""
        self.connection.close()
        for process in (self._launcher, self._daemon):
            process.terminate()
            process.wait(timeout=30)
            if process.stdout is not None:
                process.stdout.close()

    def call(self, sender: str, path: str, interface: str, member: str, *arguments: tuple[str, Any]) -> Any:
        """Call a method of an object on the accessibility bus, and return what it answers."""
        where = DBusAddress(path, bus_name=sender, interface=interface)
        signature = "".join(one for one, _value in arguments) or None
        values = tuple(value for _one, value in arguments)
        reply = self.connection.send_and_get_reply(
            new_method_call(where, member, signature, values), timeout=30
        )
        if reply.header.message_type.name == "error":
            raise LookupError(f"{interface}.{member}: {reply.body}")
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def applications(self) -> list["Thing"]:
        """Return what the registry knows of."""
        registry = Thing(self, "org.a11y.atspi.Registry", _ROOT)
        return registry.children()

    def listen(self, interface: str) -> None:
        """Have the bus pass on the signals of an interface."""
        rule = MatchRule(type="signal", interface=interface)
        self.connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=30)


@dataclass(frozen=True)
class Thing:
    """One accessible object of another process."""

    bus: Bus
    sender: str
    path: str

    def children(self) -> list["Thing"]:
        """Return the objects right below this one."""
        found = self.bus.call(self.sender, self.path, _ACCESSIBLE, "GetChildren")
        return [Thing(self.bus, sender, path) for sender, path in found]

    def below(self) -> Iterator["Thing"]:
        """Yield this object and all below it."""
        yield self
        for child in self.children():
            yield from child.below()

    @property
    def name(self) -> str:
        """Its name as it is read out."""
        return str(self._property("Name"))

    @property
    def role(self) -> str:
        """Its role in words, as `push button`."""
        return str(self.bus.call(self.sender, self.path, _ACCESSIBLE, "GetRoleName"))

    @property
    def interfaces(self) -> list[str]:
        """What can be asked of it."""
        return list(self.bus.call(self.sender, self.path, _ACCESSIBLE, "GetInterfaces"))

    def has_state(self, bit: int) -> bool:
        """Tell whether a state of AT-SPI's list is set."""
        low, high = self.bus.call(self.sender, self.path, _ACCESSIBLE, "GetState")
        return bool((low | high << 32) >> bit & 1)

    def text(self) -> str:
        """Return its whole text, as the other process tells it."""
        return str(self.bus.call(self.sender, self.path, TEXT, "GetText", ("i", 0), ("i", self.length())))

    def length(self) -> int:
        """Return how long its text is."""
        return int(self._property("CharacterCount", TEXT))

    def caret(self) -> int:
        """Return where its caret is."""
        return int(self._property("CaretOffset", TEXT))

    def _property(self, name: str, interface: str = _ACCESSIBLE) -> Any:
        where = DBusAddress(self.path, bus_name=self.sender, interface=interface)
        reply = self.bus.connection.send_and_get_reply(Properties(where).get(name), timeout=30)
        if reply.header.message_type.name == "error":
            raise LookupError(f"{name}: {reply.body}")
        return reply.body[0][1]


def _wait_for(session: DBusConnection, name: str) -> None:
    rule = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
    rule.add_arg_condition(0, name)
    with session.filter(rule) as signals:
        session.send_and_get_reply(message_bus.AddMatch(rule), timeout=30)
        if not session.send_and_get_reply(message_bus.NameHasOwner(name), timeout=30).body[0]:
            session.recv_until_filtered(signals, timeout=30)
