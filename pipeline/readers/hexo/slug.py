"""`slugize` of hexo-util: how Hexo makes part of an address, or the id of a heading, from a name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_CONTROL = re.compile("[\x00-\x1f]")
_SPECIAL = re.compile(r"""[\s\ufeff~`!@#$%^&*()\-_+=\[\]{}|\\;:"'<>,.?/]+""")

# The letters of `escape_diacritic.js` that Unicode does not take apart.
_LETTERS = {
    "A": "ȺⱯ", "AA": "Ꜳ", "AE": "ÆǢǼ", "AO": "Ꜵ", "AU": "Ꜷ", "AV": "ꜸꜺ", "AY": "Ꜽ", "B":
    "ƁƂɃ", "C": "ƇȻꜾ", "D": "ĐƉƊƋꝹ", "DZ": "ǄǱ", "Dz": "ǅǲ", "E": "ƎƐ", "F": "ƑꝻ", "G":
    "ƓǤꝽꝾꞠ", "H": "ĦⱧⱵꞍ", "I": "Ɨ", "J": "Ɉ", "K": "ƘⱩꝀꝂꝄꞢ", "L": "ĿŁȽⱠⱢꝆꝈꞀ", "LJ": "Ǉ", "Lj":
    "ǈ", "M": "ƜⱮ", "N": "ƝȠꞐꞤ", "NJ": "Ǌ", "Nj": "ǋ", "O": "ØƆƟǾꝊꝌ", "OE": "Œ", "OI": "Ƣ",
    "OO": "Ꝏ", "OU": "Ȣ", "P": "ƤⱣꝐꝒꝔ", "Q": "ɊꝖꝘ", "R": "ɌⱤꝚꞂꞦ", "S": "ẞⱾꞄꞨ", "T": "ŦƬƮȾꞆ",
    "TZ": "Ꜩ", "U": "Ʉ", "V": "ƲɅꝞ", "VY": "Ꝡ", "W": "Ⱳ", "Y": "ƳɎỾ", "Z": "ƵȤⱫⱿꝢ", "a":
    "ɐẚⱥ", "aa": "ꜳ", "ae": "æǣǽ", "ao": "ꜵ", "au": "ꜷ", "av": "ꜹꜻ", "ay": "ꜽ", "b": "ƀƃɓ",
    "c": "ƈȼↄꜿ", "d": "đƌɖɗꝺ", "dz": "ǆǳ", "e": "ǝɇɛ", "f": "ƒꝼ", "g": "ǥɠᵹꝿꞡ", "h": "ħɥⱨⱶ",
    "hv": "ƕ", "i": "ıɨ", "j": "ɉ", "k": "ƙⱪꝁꝃꝅꞣ", "l": "ŀłſƚɫⱡꝇꝉꞁ", "lj": "ǉ", "m": "ɯɱ",
    "n": "ŉƞɲꞑꞥ", "nj": "ǌ", "o": "øǿɔɵꝋꝍ", "oe": "œ", "oi": "ƣ", "oo": "ꝏ", "ou": "ȣ", "p":
    "ƥᵽꝑꝓꝕ", "q": "ɋꝗꝙ", "r": "ɍɽꝛꞃꞧ", "s": "ßȿꞅꞩ", "t": "ŧƭʈⱦꞇ", "tz": "ꜩ", "u": "ʉ", "v":
    "ʋʌꝟ", "vy": "ꝡ", "w": "ⱳ", "y": "ƴɏỿ", "z": "ƶȥɀⱬꝣ",
}  # fmt: skip
_PLAIN = {letter: plain for plain, letters in _LETTERS.items() for letter in letters}


def slugize(text: str, transform: int = 0) -> str:
    """Return the slug of a text; `transform` 1 is lower case, 2 upper case (`filename_case`)."""
    plain = "".join(letter if letter.isascii() else _plain(letter) for letter in text)
    slug = re.sub("-{2,}", "-", _SPECIAL.sub("-", _CONTROL.sub("", plain))).strip("-")
    return slug.lower() if transform == 1 else slug.upper() if transform == 2 else slug


@cache
def _plain(letter: str) -> str:
    """Return a Latin letter without its accent, any other letter as it is."""
    if letter in _PLAIN:
        return _PLAIN[letter]
    name = unicodedata.name(letter, "")
    if "LATIN" not in name or "SCRIPT" in name:
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    return base if len(base) == 1 and base.isascii() and base.isalpha() else letter
