"""Which network addresses belong to the open internet: asked before the server goes where somebody else sends it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

_NAT64 = 0x0064_FF9B << 96


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether an IP address is one of the open internet, also behind IPv6; what is no address is not."""
    if isinstance(address, str):
        try:
            address = ip_address(address.partition("%")[0])
        except ValueError:
            return False
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and int(address) >> 32 << 32 == _NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )
