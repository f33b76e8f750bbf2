package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AntichainTest {
  private static final String ATOMS_OF_RCL =
      "atoms are {r}{c}{l}, {r}{c}, {r}{l}, {c}{l}, {r}{cl}, {c}{rl}, {l}{rc}, {r}, {c}, {l},"
          + " {rc}{rl}{cl}, {rc}{rl}, {rc}{cl}, {rl}{cl}, {rc}, {rl}, {cl}, {rcl}";

  private static final List<String> RCL = List.of("r", "c", "l");

  @ParameterizedTest
  @ValueSource(
      strings = {"{r}", "{l}", "{rc}", "{rcl}", "{r}{c}", "{l}{rc}", "{rc}{rl}{cl}", "{r}{c}{l}"})
  void printsWhatItParses(String text) {
    assertEquals(text, Antichain.parse(text, RCL).toString(RCL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{c}{r}|{r}{c}",
        "{cr}{l}|{l}{rc}",
        "{lc}{lr}|{rl}{cl}",
        "{c,r}|{rc}",
        "{ l , c , r }|{rcl}",
        " {r} {c} |{r}{c}"
      })
  void parsesSetsAndNamesInAnyOrder(String text, String canonical) {
    assertEquals(canonical, Antichain.parse(text, RCL).toString(RCL));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void everyAntichainSurvivesPrintingWithAmbiguousNames(int sources) {
    List<String> names = List.of("a", "b", "ab", "ba").subList(0, sources);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    for (int i = 0; i < lattice.size(); i++) {
      Antichain antichain = lattice.antichain(i);
      assertEquals(antichain, Antichain.parse(antichain.toString(names), names));
    }
  }

  @Test
  void putsCommasBetweenNamesOnlyWhereSetsWouldPrintAlike() {
    Antichain pair = Antichain.of(0b011);
    assertEquals("{ab}", pair.toString(List.of("a", "b", "c")));
    assertEquals("{a,b}", pair.toString(List.of("a", "b", "ab")));
    assertEquals("{ab}", pair.toString(List.of("a", "b", "ba")));
    assertEquals("{imagelabel}", pair.toString(List.of("image", "label")));
  }

  @Test
  void readsNamesRunTogetherAsPrintedIfOtherOrdersAreAlsoPossible() {
    List<String> names = List.of("a", "b", "ba");
    assertEquals(Antichain.of(0b100), Antichain.parse("{ba}", names));
    assertEquals(Antichain.of(0b011), Antichain.parse("{b,a}", names));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{r}{x}|no atom {r}{x}; sources are r, c, l",
        "{rx}|no atom {rx}; sources are r, c, l",
        "{r,x}|no atom {r,x}; sources are r, c, l",
        "{rr}|no atom {rr}; sources are r, c, l",
        "{r,r}|no atom {r,r}; sources are r, c, l",
        "{}|no atom {}; sources are r, c, l",
        "{r,}|no atom {r,}; sources are r, c, l",
        "r|no atom r; sources are r, c, l",
        "{r}c|no atom {r}c; sources are r, c, l",
        "{r|no atom {r; sources are r, c, l",
        "{r}{rc}|no atom {r}{rc}; sources are r, c, l; {r} is contained in {rc}",
        "{lr}{r}|no atom {lr}{r}; sources are r, c, l; {r} is contained in {rl}",
        "{rc}{cr}|no atom {rc}{cr}; sources are r, c, l; {rc} occurs twice"
      })
  void refusesWhatIsNoAtom(String text, String message) {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> Antichain.parse(text, RCL));
    boolean reasoned = message.contains("contained") || message.contains("twice");
    assertEquals(message + (reasoned ? "" : "; " + ATOMS_OF_RCL), refused.getMessage());
  }

  @Test
  void namesWhatCanBeWrittenInPlaceOfWhatIsNoAtom() {
    Exception two =
        assertThrows(
            IllegalArgumentException.class, () -> Antichain.parse("{f}{l}", List.of("r", "c")));
    assertEquals(
        "no atom {f}{l}; sources are r, c; atoms are {r}, {c}, {r}{c}, {rc}", two.getMessage());
    Exception four =
        assertThrows(
            IllegalArgumentException.class,
            () -> Antichain.parse("{x}", List.of("r", "c", "l", "f")));
    assertEquals(
        "no atom {x}; sources are r, c, l, f; an atom is one set of sources, or several none of"
            + " which contains another, such as {r}, {r}{c}, {rc}, {r}{cl}",
        four.getMessage());
  }

  @Test
  void refusesSetsThatCanBeReadInSeveralWays() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Antichain.parse("{aab}", List.of("b", "aa", "ab", "a")));
    assertEquals(
        "{aab} can be read in several ways; put commas between the names", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b ", "x,y", "{x", "x}"})
  void refusesNamesThatCannotBePrinted(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> Antichain.of(1).toString(List.of(name, "c")));
  }

  @Test
  void refusesNamesThatAreNotDistinctOrTooFew() {
    Antichain third = Antichain.of(4);
    assertEquals(
        "sources r, r are not distinct",
        assertThrows(IllegalArgumentException.class, () -> third.toString(List.of("r", "r")))
            .getMessage());
    assertEquals(
        "an atom of more sources than r, c",
        assertThrows(IllegalArgumentException.class, () -> third.toString(List.of("r", "c")))
            .getMessage());
  }

  @Test
  void refusesMasksThatFormNoAntichain() {
    assertThrows(IllegalArgumentException.class, Antichain::of);
    assertThrows(IllegalArgumentException.class, () -> Antichain.of(0));
    assertThrows(IllegalArgumentException.class, () -> Antichain.of(32));
    assertThrows(IllegalArgumentException.class, () -> Antichain.of(1, 3));
    assertThrows(IllegalArgumentException.class, () -> Antichain.of(3, 3));
  }

  @Test
  void comparesByValue() {
    Antichain one = Antichain.of(0b110, 0b001);
    assertEquals(Antichain.of(0b001, 0b110), one);
    assertEquals(Antichain.of(0b001, 0b110).hashCode(), one.hashCode());
    assertNotEquals(Antichain.of(0b111), one);
    assertEquals("{1}{23}", one.toString());
    assertEquals(2, one.size());
    assertEquals(0b110, one.set(1));
    assertEquals(0b111, one.sources());
  }
}
