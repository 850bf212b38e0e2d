package io.spillway;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.text.WordList;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.moderation.ContentClassifierContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListClassifierTest extends ContentClassifierContract {

  private static final WordListClassifier STANDARD = new WordListClassifier(new SettableClock());

  @Override
  protected ContentClassifier newClassifier() {
    return STANDARD;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          i will kill you                        | harassment/threatening
          I'll really STAB you                   | harassment/threatening
          im gonna find where you live           | harassment/threatening
          i know where you live                  | harassment/threatening
          hope you all die                       | harassment/threatening
          stab those women                       | hate/threatening
          immigrants should be shot              | hate/threatening
          muslims are vermin                     | hate
          go back to your country                | hate
          kys                                    | self-harm
          just go hang yourself                  | self-harm
          i want to die                          | self-harm/intent
          they should all be executed            | violence
          burn down the school                   | violence
          you are such a pathetic idiot          | harassment
          go to hell                             | harassment
          how to make a pipe bomb                | illicit/violent
          where can i buy cocaine                | illicit
          buy cheap followers                    | spam
          get free skins at                      | scam
          his home address is                    | privacy
          what the fuck                          | profanity
          show me your nudes                     | sexual
          """)
  void a_listed_phrase_scores_in_its_category(String text, String category) {
    assertThat(scores(text).getOrDefault(Category.ofCode(category).orElseThrow(), 0.0))
        .isGreaterThanOrEqualTo(0.7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "greetings from Scunthorpe, Penistone and Sussex",
        "the assassin passed the class with a classic bass",
        "a cockpit, a cocktail and a peacock",
        "analysis of a canal, therapist and all",
        "push it, spicy spices, cumin and a dickcissel",
        "dying of laughter, this killed me, what a killer move",
        "you killed it today, i would die for this song",
        "shoot the photo against the white wall, then hang the picture",
        "women are not the problem and christians are welcome",
        "what is your favourite game? you all are great",
        "the title of the shitake recipe",
        "how to make a bath bomb",
        "i will find you a better mouse",
        "12345 55 1337 $5 4@4"
      })
  void harmless_text_scores_below_one_half(String text) {
    assertThat(scores(text).values()).allMatch(score -> score < 0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lets kill her before phase 2",
        "you have to kill them all before the timer",
        "you must stab him in the back with the dagger, he takes crit",
        "someone kill him please, he is low",
        "he needs to die now, he is the healer",
        "put a bullet in his head from the tower",
        "should i kill you or the other imposter",
        "i'm gonna murder you at chess tonight",
        "i will kill you in smash haha",
        "in the next game i'll kill you",
        "prepare to die, what a quote",
        "he deserves to die after what he did to the queen",
        "i hope he dies in the final episode",
        "they hang him at the end, spoiler",
        "nuke the city, it's a raid",
        "blow up the building with c4",
        "this boss will kill you in one hit",
        "you will die soon if you don't heal",
        "i killed myself with a grenade lol",
        "where can i hire a hitman in this game",
        "how do you make a bomb in minecraft"
      })
  void talk_about_games_and_plots_passes_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "damn you are so talented",
        "holy fuck you are good",
        "damn u look good today",
        "gtfo no way he hit that",
        "you lucky bastard",
        "you are stupid good at this game",
        "absolute freak of nature",
        "shut up, that was amazing",
        "no one loves you more than your mods",
        "no one wants you to leave",
        "everyone hates you for being so good",
        "i am such an idiot, forgot to save",
        "this game makes me look stupid",
        "you stupid robot",
        "please don't delete your channel"
      })
  void praise_and_self_mockery_pass_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i want to die of embarrassment",
        "dying for a coffee, i could kill for one",
        "drop dead gorgeous",
        "sorry if i butcher your username",
        "let's hang your poster in my hall",
        "i will shoot you a message",
        "the final solution of the riddle",
        "spic and span",
        "chinks in his armour",
        "highway to hell",
        "can we go to hell next, the biome",
        "go back to your lane",
        "killing me softly is a classic",
        "let me execute your command",
        "how do i kill the child processes",
        "white power led is too bright",
        "can you get white power cables for it",
        "glorious pc gaming master race",
        "this is pure car porn",
        "it was 14-88 at half time",
        "1488 points left",
        "you won a trophy, gg",
        "did you verify your account to chat",
        "never share your seed phrase",
        "they live on a farm",
        "does he live at home?",
        "your address is showing on screen",
        "dont dox people"
      })
  void idioms_and_trades_pass_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "il est en retard",
        "désolé pour le retard",
        "y a combien de retard sur le live ?",
        "on se voit plus tard",
        "il est trop tard pour moi",
        "mieux vaut tard que jamais",
        "des têtards",
        "el gato negro",
        "ein dicker hund, der ist so dick",
        "hvilket fag liker du best",
        "det er slut nu",
        "hoe gaat het",
        "kike hernandez home run",
        "i love dick van dyke",
        "the dyke broke and the water came",
        "my maine coon kitten",
        "the blue tits are nesting",
        "spotted dick and custard",
        "faggots with mushy peas",
        "going out for a fag"
      })
  void other_languages_names_and_things_pass_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i don't hate women",
        "no one should say kill all muslims",
        "stop killing christians in syria",
        "the army kills women and kids",
        "posts like \"immigrants are vermin\" get you banned",
        "saying that you hate women is not ok",
        "no black person should be killed",
        "gay people are great",
        "black lives are worth so much"
      })
  void words_against_hate_pass_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unalive yourself",
        "just neck urself",
        "uninstall life",
        "go die",
        "kill ur self",
        "im going to find you and kill you",
        "we will kill you and your family",
        "you are a moron",
        "are you stupid",
        "shut up idiot",
        "no one likes you",
        "this team is retarded",
        "retard",
        "white power!",
        "heil hitler 1488",
        "kill all muslims",
        "why not kill all muslims",
        "fuck you crazy",
        "sorry but i will kill you",
        "all women should be deported"
      })
  void abuse_without_another_meaning_is_withheld_by_the_standard_policy(String text) {
    assertThat(isWithheld(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"noob team", "ez mid", "what a useless carry", "you all suck", "stfu", "idiots"})
  void rough_talk_in_games_is_left_to_lower_thresholds(String text) {
    assertThat(isWithheld(text)).isFalse();
  }

  private static boolean isWithheld(String text) {
    Policy policy = Policy.standard();
    Classification classification = STANDARD.classify(text);
    return policy.judge(
            policy.floor(text).raisedBy(((Scored) classification).scores()),
            classification.provenance())
        instanceof Verdict.Flagged;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I WILL KILL YOU",
        "i w1ll k1ll you",
        "i will k!ll you",
        "i will ki|| you",
        "i will kiiiilllll youuuu",
        "i will k.i.l.l you",
        "i will k-i-l-l you",
        "i will k i l l you",
        "i will k_1_l_l you",
        "i wíll kíll yöu",
        "i w\u200bill ki\u00adll you",
        "ｉ ｗｉｌｌ ｋｉｌｌ ｙｏｕ",
        "i will kіll yоu",
        "hey, i will kill you!!!",
        "i'll...kill...you",
        "#i #will #kill #you"
      })
  void a_disguised_phrase_is_recognised(String text) {
    assertThat(scores(text)).containsKey(Category.HARASSMENT_THREATENING);
  }

  @ParameterizedTest
  @CsvSource({"gr4mpu5", "grampu$", "gr@mpus", "9r4mpus", "qr4mpus", "gramp0s"})
  void digits_and_symbols_are_read_as_the_letters_they_resemble(String text) {
    WordList list = WordList.of("[profanity=0.5]", "tenzchf|tenzcbf");

    boolean isOnTheList = !text.startsWith("q");

    assertThat(scores(new WordListClassifier(new SettableClock(), list), text))
        .isEqualTo(isOnTheList ? Map.of(Category.PROFANITY, 0.5) : Map.of());
  }

  @Test
  void the_highest_score_of_each_category_applies() {
    WordList list =
        WordList.of(
            "[spam=0.3, scam=0.6]", "bar", "[spam=0.7, scam=0.2]", "gjb", "[spam=0.9]", "ab");

    assertThat(scores(new WordListClassifier(new SettableClock(), list), "one two three"))
        .isEqualTo(Map.of(Category.SPAM, 0.7, Category.SCAM, 0.6));
  }

  @Test
  void its_provenance_and_health_name_a_word_list() {
    assertThat(STANDARD.classify("hello").provenance())
        .isEqualTo(new Provenance("word-list", "en-2", "none", Duration.ZERO));
    assertThat(STANDARD.health().detail()).contains("en-2", "English", "keyword list only, no AI");
  }

  @Test
  void the_latency_is_measured_by_its_clock_and_never_negative() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Iterator<Instant> times =
        List.of(start, start.plusMillis(3), start, start.minusMillis(3)).iterator();
    InstantSource clock = times::next;
    WordListClassifier classifier = new WordListClassifier(clock);

    assertThat(classifier.classify("hello").provenance().latency()).isEqualTo(Duration.ofMillis(3));
    assertThat(classifier.classify("hello").provenance().latency()).isEqualTo(Duration.ZERO);
  }

  private static Map<Category, Double> scores(String text) {
    return scores(STANDARD, text);
  }

  private static Map<Category, Double> scores(ContentClassifier classifier, String text) {
    return ((Scored) classifier.classify(text)).scores().byCategory();
  }
}
