"""Countries and their peoples: "Chinese" is known to a text that speaks of China. Forms as in
``names.normal_form``."""

from __future__ import annotations

_PLACES = """afghanistan afghan afghans|albania albanian|algeria algerian|argentina argentine argentinian|armenia armenian
australia australian aussie|austria austrian|azerbaijan azerbaijani|bahrain bahraini|bangladesh bangladeshi|belarus belarusian
belgium belgian|bolivia bolivian|bosnia bosnian|brazil brazilian|bulgaria bulgarian|cambodia cambodian|cameroon cameroonian
canada canadian|chile chilean|china chinese beijing|colombia colombian|congo congolese|croatia croatian croat|cuba cuban
cyprus cypriot|czechia czech|denmark danish dane|ecuador ecuadorian|egypt egyptian|england english|estonia estonian
ethiopia ethiopian|europe european|finland finnish finn|france french|georgia georgian|germany german|ghana ghanaian
greece greek|guatemala guatemalan|haiti haitian|holland dutch netherlands|honduras honduran|hungary hungarian|iceland icelandic
india indian|indonesia indonesian|iran iranian|iraq iraqi|ireland irish|israel israeli|italy italian|jamaica jamaican
japan japanese|jordan jordanian|kazakhstan kazakh|kenya kenyan|kosovo kosovar|kuwait kuwaiti|laos laotian|latvia latvian
lebanon lebanese|libya libyan|lithuania lithuanian|luxembourg luxembourgish|malaysia malaysian|mali malian|malta maltese
mexico mexican|moldova moldovan|mongolia mongolian|morocco moroccan|mozambique mozambican|myanmar burmese burma|nepal nepali nepalese
nicaragua nicaraguan|niger nigerien|nigeria nigerian|norway norwegian|oman omani|pakistan pakistani|palestine palestinian
panama panamanian|paraguay paraguayan|peru peruvian|philippines filipino philippine|poland polish pole|portugal portuguese
qatar qatari|romania romanian|russia russian moscow|rwanda rwandan|scotland scottish scots scot|senegal senegalese|serbia serbian serb
singapore singaporean|slovakia slovak|slovenia slovenian slovene|somalia somali|spain spanish spaniard|sudan sudanese
sweden swedish swede|switzerland swiss|syria syrian|taiwan taiwanese|tanzania tanzanian|thailand thai|tibet tibetan
tunisia tunisian|turkey turkish turk türkiye|uganda ugandan|ukraine ukrainian|uruguay uruguayan|uzbekistan uzbek
venezuela venezuelan|vietnam vietnamese|wales welsh|yemen yemeni|zambia zambian|zimbabwe zimbabwean|africa african|asia asian
america american us usa|britain british uk briton|korea korean|arabia arab arabian saudi|antarctica antarctic|arctic
california californian|texas texan|hawaii hawaiian|alaska alaskan|london londoner|paris parisian|sicily sicilian|bavaria bavarian
catalonia catalan|flanders flemish|islam islamic muslim|christianity christian|judaism jewish jew|hindu hinduism|buddhism buddhist"""

_FAMILY = {
    form: frozenset(family.split())
    for line in _PLACES.split("\n")
    for family in line.split("|")
    for form in family.split()
}


def kin(form: str) -> frozenset[str]:
    """The forms that name the same country, people or faith, the given one included."""
    return _FAMILY.get(form) or _FAMILY.get(form.removesuffix("s"), frozenset({form}))
