"""Names, towns and services that don't exist, for people who don't exist.

Surnames and towns are invented words, so that nobody finds themselves or a neighbour here. Telephone numbers come
from the ranges that Ofcom keeps for drama, NHS numbers from the 999 range that is never given to a patient.
"""

from __future__ import annotations

SURNAMES = (
    "Quillfeather", "O'Brackley", "Marrowby", "Thistlewick", "D'Ambervale", "Oakenshaw", "Brindlecote", "Żabkowiak",
    "Farrowmere", "Okonwari", "Vosperton", "Nettleworth", "Ó Dunraith", "Kharimov-Bell", "Saltersgill", "Pendrivel",
    "Abdelkassim", "Lórinczy", "Hollinbeck", "Wexcombe", "Mac Aonghail", "Jaspindra", "Tillerby", "Çelikbaş",
    "Ashdownie", "Grevillon", "Otterburgh", "Nwachuli", "Sørenby", "Fennimarsh", "St. Clairwood", "Raventhorpe",
    "Bexmoor", "Llanfedwyn", "Dziedzinski", "Copperleigh", "Van der Hoeksma", "Tamworthy", "Idrissou", "Moorcastle",
    "Pěnkavová", "Yarrowdale", "O'Tormey", "Siddlewick", "Chaudrelle", "Merribank", "Bàthgate", "Kestrelson",
    "Hawksmere", "Olumideson", "Garrowhill", "Nuñezar", "Wrayburn", "Petrescari", "Lambourness", "Sharifane",
    "Dunwithy", "Trelawniss", "Bramblecott", "Zielonkas", "Eastergate", "Fitzharrow", "Adeyinke", "Cobblewick",
    "Rosenquill", "M'Bekele", "Stannerby", "Perryweather", "Hussaini-Roe", "Winterbeck", "Ap Gwilan", "Larkfold",
    "Bérangeot", "Umberslade", "Nighswander", "Coldharrow", "Elverstone", "Goughtree", "Pallisterby", "Swindlehay",
)  # fmt: skip
"""Invented surnames; with accents, apostrophes, spaces and hyphens, because real ones have them."""

MEN = (
    "Lee", "Jo", "Ray", "Sam", "Ali", "Tariq", "Darren", "Connor", "Seán", "Marek", "Dwayne", "Rhys", "Kwame", "Callum",
    "José", "Wayne", "Imran", "Craig", "Łukasz", "Tyrone", "Gethin", "Ibrahim", "Shane", "Billy", "Ahmet", "Nathan",
    "Zoltán", "Jermaine", "Ryan", "Ewan", "Mohammed", "Steven", "Anton", "Gareth", "Kyle", "Bartosz", "D'Andre", "Neil",
    "Vikram", "Paul", "Kieran", "Omar", "Jamie", "Renée-Paul", "Tomasz", "Aaron", "Delroy", "Frankie", "Hywel", "Isaac",
)  # fmt: skip
WOMEN = (
    "Zoë", "Siân", "Kelly", "Aaliyah", "Chantelle", "Magda", "Róisín", "Donna", "Precious", "Leanne", "Aimée", "Tracey",
    "Nadia", "Bethan", "Courtney", "Yasmin", "Gemma", "Ngozi", "Stacey", "Małgorzata",
)  # fmt: skip
KNOWN_AS = ("Baz", "Tiny", "Mac", "Jonno", "Spike", "Red", "Taz", "Big Al", "Smudge", "Doc")
"""What people like to be called."""

STAFF = (
    "J Pikestaff", "R Shawcombe", "A Benbrook", "T Oyelaro", "M Larkrise", "S Whitlowe", "P Daleforth", "N Qureshan",
    "C Hambledown", "D Freethy-Moss", "L Ozturkan", "H Brockwell-Tee",
)  # fmt: skip
"""Offender managers and other staff."""

SUPERVISOR = "R Shawcombe (fictional)"
COLLEAGUE_NAME = "S Whitlowe (fictional)"
COLLEAGUE = "f1c7" * 8
"""Where the fingerprint of a colleague's card would stand, who takes people on: no card has it."""

PEERS = ("Mo", "Trish", "Desmond", "Ania", "Geraint", "Luke", "Sal", "Errol")
"""First names of peers."""

PLACE = "QFX"
"""Establishment code of a prison that does not exist."""

OLD_PLACE = "QZW"
"""Another prison that does not exist, from which people are moved here."""

OWNER = "Kim Ahmed (fictional)"
TOWN = "Northmere"
"""English home area of most people."""
WELSH_TOWN = "Aberwennol"
"""Welsh home area."""

AGENCIES: dict[str, tuple[str, str, str, int]] = {
    "recovery": ("Turning Tide Recovery (fictional)", "community_drug_alcohol", TOWN, 5),
    "recovery-wales": ("Llanw Newydd (fictional)", "community_drug_alcohol", WELSH_TOWN, 5),
    "housing": ("Northmere Housing Options (fictional)", "la_housing", TOWN, 10),
    "housing-wales": ("Aberwennol Housing Pathway (fictional)", "la_housing", WELSH_TOWN, 10),
    "cas3": ("Lantern CAS3 (fictional)", "cas3", TOWN, 7),
    "supported": ("Harbour House Supported Living (fictional)", "supported_housing", "Castlebeck", 14),
    "gp": ("Millpond Surgery (fictional)", "gp", TOWN, 10),
    "reconnect": ("RECONNECT Eastmarch (fictional)", "reconnect", TOWN, 7),
    "jobcentre": ("Northmere Jobcentre (fictional)", "dwp_jcp", TOWN, 5),
    "work-coach": ("Prison work coach (fictional)", "prison_work_coach", PLACE, 5),
    "employment": ("Second Shift Employment (fictional)", "employment_hub_ips", TOWN, 10),
    "probation": ("Northmere Probation (fictional)", "probation_com", TOWN, 5),
    "mental-health": ("Stillwater Mental Health (fictional)", "mental_health", TOWN, 10),
    "children": ("Northmere Children's Services (fictional)", "children_services", TOWN, 5),
    "veterans": ("Old Comrades Welfare (fictional)", "veterans", "Eastmarch", 10),
    "pharmacy": ("Bridge Street Pharmacy (fictional)", "pharmacy", TOWN, 2),
    "perinatal": ("Perinatal Team Eastmarch (fictional)", "mental_health", TOWN, 5),
}
"""Services: name, type, area, days in which they should answer."""


def mobile(number: int) -> str:
    """A mobile number from Ofcom's drama range."""
    return f"07700 900{number % 1000:03}"


def landline(number: int) -> str:
    """A landline number from Ofcom's drama range."""
    return f"01632 960{number % 1000:03}"


def prison_number(index: int) -> str:
    """A prison number of its own for each of 6,760,000 people."""
    block, serial = divmod(index, 10_000)
    third, first = divmod(block, 26)
    return f"{chr(65 + first)}{serial:04}{chr(65 + third % 26)}Z"


def crn(index: int) -> str:
    """A probation number of its own for each of a million people."""
    return f"Z{index % 1_000_000:06}"
