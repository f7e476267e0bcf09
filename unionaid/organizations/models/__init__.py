from unionaid.organizations.models.codes import CodeItem
from unionaid.organizations.models.regions import Region
from unionaid.organizations.models.scoped import ScopedQuerySet, UnitScoped
from unionaid.organizations.models.units import UnionUnit

__all__ = ["CodeItem", "Region", "ScopedQuerySet", "UnionUnit", "UnitScoped"]
