"""What the sentence splitter knows about Polish: tables only.

The tables complete and correct the non-breaking prefixes of the package sentence-splitter, which
has the last word on everything that is not listed here. Abbreviations are written in small letters
and without their last full stop.
"""

from __future__ import annotations

from enum import Enum, auto


class Kind(Enum):
    """How an abbreviation behaves before a word with a capital letter or before a number."""

    LEADING = auto()
    """Belongs to what follows it, never ends a sentence: ``np.``, ``dr``, ``ul.``"""
    WORDLIKE = auto()
    """Like LEADING, but spelt like a common word that may end a sentence: ``im.``, ``lek.``"""
    NUMBERED = auto()
    """Leads a number or a name; after a number may end a sentence: ``art. 5``, ``o 5 godz.``"""
    NUMERIC = auto()
    """Leads a number, but is spelt like a common word: ``ust. 2``, ``palec do ust.``"""
    QUANTITY = auto()
    """Follows a number; what is counted may come next: ``2 tys. Polaków``."""
    DATE = auto()
    """Ends a date, and a sentence only where the date does: ``w 2021 r.``"""
    CLOSING = auto()
    """Ends an enumeration, and before a capital letter the sentence too: ``itd.``"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS: dict[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.LEADING: """
            adm al amb asp bł bryg cyt doc dot dr dra drowi ds dyr dz fot gen gm hab hr inż jw kadm
            kard kmdr kpr kpt ks lic m.in mar marsz mec mgr mjr nadinsp nadkom nb np ob ojc
            oo op opr oprac pkom pl plut płk pn pod podinsp podkom posp pow ppłk ppor pp prof prok
            prym przyp ps pt pw red reż rozp rtm rys sierż st sygn śp św śś tj tow tyt tzn tzw ub ul
            ur uzup wg wicemin woj ws wyd zm zob zw ww właśc zwł abp pil rez wiceadm
            kontradm
        """,
        Kind.WORDLIKE: "im por lek sen med lit pos dyw przew ok",
        Kind.NUMBERED: """
            art cz egz fig godz l lp m min nr os pkt poz rozdz ryc s sek str szt t tab tel tom zał
            zesz
        """,
        Kind.NUMERIC: "faks farm gram kat kult par pol ust zew",
        Kind.QUANTITY: "tys mln mld bln proc dol",
        Kind.DATE: "r w n.e p.n.e br bm ub.r b.r",
        Kind.CLOSING: "itd itp etc in n.p.m",
    }.items()
    for word in words.split()
}

# Closed word classes and words that seldom begin a name: with a capital letter after a full stop
# they begin a sentence.
FUNCTION_WORDS = _words(
    """
    a aby ale albo ani aż bez bo by być był była było były byli będzie będą chociaż choć ci co coraz
    czasem czemu często czy czyli dla dlaczego dlatego do dopiero dość dotąd dotychczas dzięki dziś
    dzisiaj gdy gdyby gdyż gdzie go i ich im inaczej inni innym ja jak jaki jakie jako je jednak
    jednakże jednocześnie jego jej jemu jest jestem jesteśmy jeśli jeszcze jeżeli już każda każde
    każdy kiedy kilka kto która które którego który którzy ku lecz ledwo łącznie ma mają mało może
    można między miał miała mimo mój moja moje moim my na nad nadal nagle najpierw nam nasz nasza
    natomiast natychmiast nawet nic nie niech niektóre niektórzy niemal niestety niewiele nikt niż o
    obecnie obok od odtąd oczywiście on ona one oni ono oprócz oraz ostatecznie ostatnio oto pewnie
    po pod podczas podobnie ponadto ponieważ poniżej poprzednio potem powyżej poza później
    prawdopodobnie prawie przecież przed przede przez przy raczej razem również są sam sama się skąd
    skoro stąd szczególnie ta tak taka taki takie także tam tamten te tego tej temu teraz też to
    toteż trudno trzeba tu tutaj tych tyle tylko tym tymczasem tymi u w według wbrew wciąż wcześniej
    we wiele wielu więc wkrótce wobec wówczas wreszcie wszyscy wszystkie wszystko wtedy z za zamiast
    zanim zapewne zaraz zaś zatem został została zostało zawsze ze zgodnie znów znowu zwykle żaden
    żadna że żeby
    """
)

MONTHS = _words(
    """
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia
    """
)

# A clause made of these words and of numbers alone only says when: its sentence goes on.
TIME_WORDS = MONTHS | _words(
    """
    a i raz pierwszy w we od do po na z ze za przed około ok koło przez między podczas pod u tuż
    aż zaraz już jeszcze dopiero tylko także też również zwłaszcza natomiast jednak więc zatem
    wreszcie równocześnie jednocześnie
    następnie później potem ponownie mniej więcej dokładnie niemal prawie nie wcześniej niż
    koniec końca końcu końcem początek początku początkiem połowa połowie połowy przełomie schyłku
    dnia dniu dni nocy rano wieczorem roku lat lata latach latem wiek wieku wieków wiekach rok
    kwartale kwartału półroczu półrocza dekadzie dekady sezonie wiosną jesienią zimą wiosny
    jesieni zimy czasie okresie pierwszej drugiej trzeciej czwartej pierwszym drugim trzecim
    czwartym ostatnim ostatnich
    styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie
    grudniu poniedziałek wtorek środę czwartek piątek sobotę niedzielę
    r br ub n.e p.n.e
    """
)

# A number of two figures after them is a decade: "w połowie lat 70. Tokajew studiował".
DECADE_WORDS = _words("lat lata latach")

# Endings of the participle that opens a sentence before its noun: "Założony w 1911 r. Klub…".
PARTICIPLE_ENDINGS = ("ny", "na", "ne", "ni", "ty", "ta", "te", "ci", "ący", "ąca", "ące")

# They open a clause, so that a date after them opens it too: "…, że w 2021 r. Tokajew wygrał".
CONJUNCTIONS = _words(
    """
    a aby albo ale ani aż bo choć chociaż co czy czyli dlatego gdy gdyby gdyż gdzie i jak jako
    jednak jeśli jeżeli kiedy lecz lub mimo niż oraz podczas ponieważ skoro tak więc zanim zaś
    zatem że żeby
    która które którego której którą którym których którymi którzy który
    """
)

# Titles of Polish acts, which follow the date without a quotation mark: "ustawa z 1997 r. Prawo…".
ACTS = _words("Karta Kodeks Ordynacja Prawo Przepisy")

# Stems of proper names that take an ordinal: "5. Pułk", "75. Festiwal", "1. Liga".
ORDINAL_STEMS = tuple(
    _words(
        """
    Armi Batali Brygad Dywiz Eskadr Flot Front Kompani Korpus Legion Lotnicz Pancern Pułk
    Samodzieln Skrzyd Zmechaniz
    Bieg Dni Dzień Edycj Festiwal Finał Forum Igrzysk Konferencj Kongres Konkurs Lig Maraton
    Memoriał Międzynarodow Mistrzostw Ogólnopolsk Poprawk Przegląd Rajd Republik Rzesz Salon Szczyt
    Światow Targ Tour Turniej Wyścig Zjazd Zlot
        """
    )
)

# Genitive plural of inhabitants, whom a quantity counts: "2 tys. Polaków", "30 proc. Rosjan".
# and the usual whole of a percentage, "3 proc. PKB".
COUNTED_ENDINGS = ("ów", "jan", "ian", "kan", "Polek", "inek", "anek", "PKB", "VAT")

# Stems of nouns that a letter names: "linia D", "witamina C". The letter is no initial.
LETTERED_STEMS = ("grup", "hepatyt", "kategori", "klas", "lini", "plan", "stref", "typ", "witamin")
