"""Larger cities, and the regions that people write behind a city's name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

#: Regions and their usual short forms by country.
REGIONS = {
    "US": (
        "Alabama AL;Alaska AK;Arizona AZ;Arkansas AR;California CA;Colorado CO;Connecticut CT;Delaware DE;Florida FL;"
        "Georgia GA;Hawaii HI;Idaho ID;Illinois IL;Indiana IN;Iowa IA;Kansas KS;Kentucky KY;Louisiana LA;Maine ME;"
        "Maryland MD;Massachusetts MA;Michigan MI;Minnesota MN;Mississippi MS;Missouri MO;Montana MT;Nebraska NE;"
        "Nevada NV;New Hampshire NH;New Jersey NJ;New Mexico NM;New York NY;North Carolina NC;North Dakota ND;Ohio OH;"
        "Oklahoma OK;Oregon OR;Pennsylvania PA;Rhode Island RI;South Carolina SC;South Dakota SD;Tennessee TN;"
        "Texas TX;Utah UT;Vermont VT;Virginia VA;Washington WA;West Virginia WV;Wisconsin WI;Wyoming WY;"
        "District of Columbia DC"
    ),
    "CA": (
        "Ontario ON;Quebec QC;British Columbia BC;Alberta AB;Manitoba MB;Saskatchewan SK;Nova Scotia NS;"
        "New Brunswick NB;Newfoundland and Labrador NL;Prince Edward Island PE"
    ),
    "AU": (
        "New South Wales NSW;Victoria VIC;Queensland QLD;Western Australia WA;South Australia SA;Tasmania TAS;"
        "Australian Capital Territory ACT;Northern Territory NT"
    ),
    "GB": (
        "England;Scotland;Wales;Northern Ireland;Kent;Surrey;Essex;Sussex;West Sussex;East Sussex;Hampshire;Berkshire;"
        "Buckinghamshire;Oxfordshire;Hertfordshire;Bedfordshire;Cambridgeshire;Norfolk;Suffolk;Lincolnshire;Devon;"
        "Cornwall;Somerset;Dorset;Wiltshire;Gloucestershire;Worcestershire;Warwickshire;West Midlands;Shropshire;"
        "Staffordshire;Derbyshire;Nottinghamshire;Leicestershire;Northamptonshire;Cheshire;Greater Manchester;"
        "Merseyside;Lancashire;Cumbria;West Yorkshire;South Yorkshire;North Yorkshire;East Yorkshire;Yorkshire;"
        "County Durham;Tyne and Wear;Northumberland;Greater London;Middlesex;Fife;Powys;Gwynedd;Highland"
    ),
    "DE": "Bavaria;Bayern;Hesse;Saxony;Brandenburg;North Rhine-Westphalia;NRW;Baden-Württemberg",
    "IE": "Co. Dublin;County Dublin;Co. Cork;County Cork;Co. Galway;County Galway;Co. Kildare;County Kildare",
}
#: Names of cities that are ordinary words or first names: they count as places only where a posting names its place.
ORDINARY = frozenset(
    "Of Best Sale Deal Hope Nice Split Mobile Reading Bath Sandwich Battle Bury Rugby Wells Ware Diss Hove Poole "
    "Sandy Normal Enterprise Commerce Independence Liberty Union Surprise Justice Industry Orange Temple Waterloo "
    "Ham Lead March Ash Barrow Beer Bell Buckingham Crook Eye Flint Frome Goole Hale Jordan Martin Rye Sun Street "
    "Madison Jackson Clinton Franklin Marion Troy Salem Florence Victoria Charlotte Aurora Regina Jena Hof Celle "
    "Golden Speed Central University College Park Castle Green Rock Springs Young Kent Stone Bar Ness Along Male "
    "Man Mary Nelson Opportunity Superior Plant Valley Home Board Mission Looe Wing Wool Street Over Friday Water "
    "Hay Bow Cove Beck Early Crew Crewe Bradford-on-Avon Royal Trust Community".split()
)
#: Those of them that are mostly towns behind "in".
TOWNS = frozenset(
    "Bath Reading Bury Rugby Hove Poole Wells Ware Diss Frome Goole Hale Nice Battle Sandwich Deal Sale "
    "Crewe Rye Looe".split()
)


@cache
def city_countries() -> dict[str, tuple[str, ...]]:
    """The countries of each larger city by its name, the one that it is best known from first."""
    rows = files("ml.language").joinpath("cities.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for country, names in (row.lstrip("+").split(" ", 1) for row in rows if not row.startswith("#")):
        for name in names.split(";"):
            found[name] = (*found.get(name, ()), country)
    return found


@cache
def region_countries() -> dict[str, tuple[str, ...]]:
    """The countries that a region's name or short form can belong to, by the name in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for country, regions in REGIONS.items():
        for region in regions.split(";"):
            name, _, short = region.rpartition(" ")
            has_short = bool(name) and short.isupper() and len(short) <= 3
            for known in (name, short) if has_short else (region,):
                found[known.lower()] = (*found.get(known.lower(), ()), country)
    return found
