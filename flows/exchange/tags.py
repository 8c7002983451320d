"""Language tags of ours (two letters where there are, as in BCP 47) and the three letters of ISO 639-3."""

_TABLE = """
    aa:aar ab:abk ae:ave af:afr ak:aka,fat,twi am:amh an:arg ar:ara,arb as:asm av:ava ay:aym,ayr az:aze,azj ba:bak
    be:bel bg:bul bi:bis bm:bam bn:ben bo:bod,tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre,cwd cs:ces,cze
    cu:chu cv:chv cy:cym,wel da:dan de:deu,ger dv:div dz:dzo,adp ee:ewe el:ell,gre en:eng eo:epo es:spa et:est,ekk
    eu:eus,baq fa:fas,per,pes ff:ful,fuc fi:fin fj:fij fo:fao fr:fra,fre fy:fry ga:gle gd:gla gl:glg gn:grn,gug
    gu:guj,prp gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv,scr ht:hat hu:hun hy:hye,arm hz:her ia:ina id:ind ie:ile
    ig:ibo ii:iii ik:ipk,esk io:ido is:isl,ice it:ita iu:iku,ike ja:jpn jv:jav ka:kat,geo kg:kon,kng ki:kik kj:kua
    kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau,knc ks:kas ku:kur,kmr kv:kom,kpv kw:cor ky:kir la:lat lb:ltz lg:lug
    li:lim ln:lin lo:lao lt:lit lu:lub lv:lav,lvs mg:mlg,plt mh:mah mi:mri,mao mk:mkd,mac ml:mal mn:mon,drh,khk
    mr:mar ms:msa,may,zsm mt:mlt my:mya,bur na:nau nb:nob nd:nde ne:nep,npi ng:ndo nl:nld,dut nn:nno no:nor nr:nbl
    nv:nav ny:nya oc:oci oj:oji,ojg om:orm,gaz or:ori,ory os:oss pa:pan pi:pli pl:pol ps:pus,pbu pt:por qu:que,quz
    rm:roh rn:run ro:ron,mol,rum ru:rus rw:kin sa:san,cls sc:srd,src sd:snd se:sme sg:sag si:sin sk:slk,slo sl:slv
    sm:smo sn:sna so:som sq:sqi,alb,als sr:srp,scc ss:ssw st:sot su:sun sv:swe sw:swa,swh ta:tam te:tel tg:tgk
    th:tha ti:tir tk:tuk tn:tsn to:ton tr:tur ts:tso tt:tat ty:tah ug:uig uk:ukr ur:urd uz:uzb,uzn ve:ven vi:vie
    vo:vol wa:wln wo:wol xh:xho yi:yid,ydd yo:yor za:zha,zyb zh:zho,chi,cmn zu:zul
"""
"""ISO 639: two letters, then three; the first is the one we write, others are read too."""
_TWO = {three: row[:2] for row in _TABLE.split() for three in row[3:].split(",")}
_THREE = {row[:2]: row[3:6] for row in _TABLE.split()}
UNCODED = "mis"
"""ISO 639-3: a language without a code."""


def three_letters(tag: str) -> str:
    """The ISO 639-3 code of a tag of ours: `fr` is `fra`."""
    base = tag.split("-", maxsplit=1)[0].lower()
    return _THREE.get(base) or (base if len(base) == 3 and base.isalpha() and base.isascii() else UNCODED)


def our_tag(iso_639_3: str, bcp_47: str = "") -> str:
    """Our tag of a language elsewhere, of two or three letters; empty where there is none."""
    base = (bcp_47 or iso_639_3).replace("_", "-").split("-")[0].lower()
    return _TWO.get(base, base) if base.isascii() and base.isalpha() and len(base) in {2, 3} else ""
