"""What a handler may ask for by name: the composition root gives the same to every request."""

from __future__ import annotations

from litestar.di import NamedDependency

from stockroom.db import Database
from stockroom.desk import Desk
from stockroom.devices import Devices
from stockroom.keeping.setup_code import SetupCode
from stockroom.keeping.upkeep import Upkeep
from stockroom.portal import Portal
from stockroom.sessions import Sessions
from stockroom.web.door import Door

GivenDatabase = NamedDependency[Database]
GivenDesk = NamedDependency[Desk]
GivenDevices = NamedDependency[Devices]
GivenDoor = NamedDependency[Door]
GivenPortal = NamedDependency[Portal]
GivenSessions = NamedDependency[Sessions]
GivenSetupCode = NamedDependency[SetupCode]
GivenUpkeep = NamedDependency[Upkeep]
