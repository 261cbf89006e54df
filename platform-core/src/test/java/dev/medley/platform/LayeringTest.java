package dev.medley.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;

/** The layers of the platform and of the plugin API, as the build reads them. */
@AnalyzeClasses(
        packages = {"dev.medley.platform", "dev.medley.spi"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    private static final String SPI = "dev.medley.spi..";
    private static final String PLATFORM = "dev.medley.platform..";
    private static final String APP = "dev.medley.platform.app..";
    private static final String HTTP = "dev.medley.platform.http..";
    private static final String STORE = "dev.medley.platform.store..";
    private static final String KAFKA = "dev.medley.platform.kafka..";
    private static final String CODEC = "dev.medley.platform.codec..";
    private static final String CONFIG = "dev.medley.platform.config..";
    private static final String DATASET = "dev.medley.platform.dataset..";
    private static final String WORLD = "dev.medley.platform.world..";
    private static final String EVENT = "dev.medley.platform.event..";
    private static final String RERANK = "dev.medley.platform.rerank..";
    private static final String TORCH = "dev.medley.platform.train.torch..";

    /** What is around the domain; everything else under platform is domain. */
    private static final String[] ADAPTERS = {APP, HTTP, STORE, KAFKA};

    @ArchTest
    static final ArchRule theInterfaceKnowsTheJdkAlone = classes()
            .that()
            .resideInAPackage(SPI)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", SPI)
            .because("whatever it needs is forced on every plugin");

    @ArchTest
    static final ArchRule theInterfaceIsLayered =
            slices().matching("dev.medley.spi.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thePlatformKnowsNoScenario = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.medley.live..",
                    "dev.medley.video..",
                    "dev.medley.search..",
                    "dev.medley.commodity..",
                    "dev.medley.testkit..")
            .because("a scenario comes in through the plugin loader, like a stranger's plugin");

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .and()
            .resideOutsideOfPackages(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "io.netty..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "org.infinispan..",
                    "org.apache.kafka..",
                    "org.jboss..")
            .because("the ranking must be readable, testable and movable without them");

    @ArchTest
    static final ArchRule onlyOneKindOfTrainingKnowsTorch = noClasses()
            .that()
            .resideOutsideOfPackage(TORCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("what is learnt with it serves without it");

    @ArchTest
    static final ArchRule theDomainKnowsNoAdapter = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .and()
            .resideOutsideOfPackages(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS);

    @ArchTest
    static final ArchRule onlyTheAppWires = noClasses()
            .that()
            .resideOutsideOfPackage(APP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP);

    @ArchTest
    static final ArchRule onlyTheStoreKnowsInfinispan = noClasses()
            .that()
            .resideOutsideOfPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.infinispan..");

    @ArchTest
    static final ArchRule onlyTheLogKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackage(KAFKA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule onlyTheTreesTrainerKnowsXgboost = noClasses()
            .that()
            .resideOutsideOfPackage("dev.medley.platform.train.gbdt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..")
            .because("what it learns is served without it");

    @ArchTest
    static final ArchRule onlyHttpKnowsTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages(HTTP, APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "jakarta.ws.rs..", "org.jboss.resteasy..");

    @ArchTest
    static final ArchRule jacksonStaysWhereTextIsRead = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .and()
            .resideOutsideOfPackages(CODEC, CONFIG, DATASET, HTTP)
            .and()
            // The manifest of a model and the roll-out are text, too.
            .haveNameNotMatching("dev\\.medley\\.platform\\.score\\.registry\\.(ManifestCodec|RolloutFile)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule thePortsStandBelowEverything = classes()
            .that()
            .resideInAnyPackage(WORLD, EVENT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", SPI, WORLD, EVENT);

    @ArchTest
    static final ArchRule theRerankerIsPure = noClasses()
            .that()
            .resideInAPackage(RERANK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio..", "java.net..", "java.time..")
            .allowEmptyShould(true)
            .because("the same rows must give the same slate, wherever and whenever");

    /** A package and all in it is one, but what is pure in the re-ranker stands for itself: others may use it. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        private static final String ROOT = "dev.medley.platform.";
        private static final List<String> OWN = List.of("rerank.slate", "rerank.exposure");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            if (!javaClass.getPackageName().startsWith(ROOT)) {
                return SliceIdentifier.ignore();
            }
            String path = javaClass.getPackageName().substring(ROOT.length());
            return SliceIdentifier.of(OWN.contains(path) ? path : path.split("\\.")[0]);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule librariesLogByTheJdksLogger = noClasses()
            .that()
            // The embedded broker's own loggers are silenced where it is started.
            .resideOutsideOfPackage(KAFKA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..", "org.jboss.logging..");

    @ArchTest
    static final ArchRule onlyCommandsTalkToTheTerminal =
            noClasses().that().resideOutsideOfPackages(APP, DATASET).should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameContaining("Manager")
            .orShould()
            .haveNameMatching(".*\\.[A-Za-z$]*(Helper|Utils?|Processor|Info|Engine|Smart|Data(?!set))([A-Z$].*)?")
            .because("such a name could stand for anything");
}
