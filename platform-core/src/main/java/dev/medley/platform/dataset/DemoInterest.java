package dev.medley.platform.dataset;

import java.util.List;
import java.util.Locale;

/** What people of the demo world care for; what ties the four surfaces together. Also most of its vocabulary. */
enum DemoInterest {
    COOKING(
            List.of("sourdough bread", "ramen broth", "knife skills", "apple pie", "weeknight curry", "pickled onions"),
            List.of("Home Kitchen", "Bake Along", "Street Food Walk"),
            List.of(
                    new Product("cast iron pan", 3_900),
                    new Product("chef's knife", 6_400),
                    new Product("stand mixer", 24_900),
                    new Product("dutch oven", 8_900),
                    new Product("cutting board", 2_400),
                    new Product("spice rack", 2_900))),
    FITNESS(
            List.of(
                    "morning stretching",
                    "kettlebell swings",
                    "marathon pacing",
                    "pull-ups",
                    "hip mobility",
                    "rope jumping"),
            List.of("Morning Workout", "Run Club", "Yoga Hour"),
            List.of(
                    new Product("yoga mat", 2_900),
                    new Product("kettlebell", 4_200),
                    new Product("running shoes", 10_900),
                    new Product("foam roller", 2_200),
                    new Product("resistance band", 1_500),
                    new Product("water bottle", 1_800))),
    GAMING(
            List.of("boss fights", "speedrun tricks", "base building", "ranked matches", "indie gems", "pixel art"),
            List.of("Iron Harbor", "Star Weavers", "Pocket Kingdoms", "Drift Legends", "Hollow Keep"),
            List.of(
                    new Product("mechanical keyboard", 8_900),
                    new Product("gaming mouse", 4_900),
                    new Product("headset", 7_900),
                    new Product("game controller", 5_900),
                    new Product("monitor arm", 6_900),
                    new Product("gaming chair", 18_900))),
    MUSIC(
            List.of(
                    "fingerstyle guitar",
                    "drum grooves",
                    "vocal warm-ups",
                    "lo-fi beats",
                    "piano chords",
                    "tape loops"),
            List.of("Open Stage", "Studio Session", "Vinyl Hour"),
            List.of(
                    new Product("guitar strings", 1_200),
                    new Product("studio headphones", 12_900),
                    new Product("microphone", 9_900),
                    new Product("record player", 19_900),
                    new Product("piano bench", 7_900),
                    new Product("drum sticks", 1_400))),
    TRAVEL(
            List.of(
                    "night trains",
                    "packing light",
                    "island ferries",
                    "mountain huts",
                    "city walks",
                    "border crossings"),
            List.of("On The Road", "City Walk", "Camp Fire"),
            List.of(
                    new Product("carry-on suitcase", 13_900),
                    new Product("travel backpack", 8_900),
                    new Product("packing cubes", 2_600),
                    new Product("rain jacket", 11_900),
                    new Product("camping tent", 21_900),
                    new Product("sleeping bag", 9_900))),
    FASHION(
            List.of(
                    "capsule wardrobes",
                    "denim repair",
                    "thrift finds",
                    "colour matching",
                    "shoe care",
                    "hand knitting"),
            List.of("Dressing Room", "Thrift Haul", "Style Clinic"),
            List.of(
                    new Product("linen shirt", 4_900),
                    new Product("denim jacket", 8_400),
                    new Product("leather boots", 15_900),
                    new Product("wool scarf", 3_400),
                    new Product("canvas tote", 2_200),
                    new Product("rain boots", 5_900))),
    TECHNOLOGY(
            List.of(
                    "home servers",
                    "keyboard builds",
                    "solar charging",
                    "phone cameras",
                    "small robots",
                    "old computers"),
            List.of("Workbench", "Code Night", "Teardown"),
            List.of(
                    new Product("usb-c hub", 3_900),
                    new Product("power bank", 3_400),
                    new Product("smart speaker", 8_900),
                    new Product("tablet stand", 2_700),
                    new Product("wireless charger", 2_900),
                    new Product("soldering iron", 5_400))),
    GARDENING(
            List.of("tomato pruning", "compost heaps", "balcony herbs", "rose cuttings", "raised beds", "seed saving"),
            List.of("Garden Tour", "Balcony Hour", "Seed Swap"),
            List.of(
                    new Product("garden hose", 3_900),
                    new Product("pruning shears", 2_600),
                    new Product("raised bed", 9_900),
                    new Product("watering can", 1_900),
                    new Product("compost bin", 7_900),
                    new Product("plant stand", 3_400))),
    PETS(
            List.of(
                    "puppy training",
                    "cat agility",
                    "aquarium plants",
                    "parrot talk",
                    "dog grooming",
                    "rescue stories"),
            List.of("Puppy Cam", "Aquarium Lounge", "Cat Cafe"),
            List.of(
                    new Product("dog bed", 4_900),
                    new Product("cat tree", 8_900),
                    new Product("dog leash", 1_900),
                    new Product("aquarium filter", 3_900),
                    new Product("bird feeder", 2_400),
                    new Product("pet carrier", 5_400))),
    PHOTOGRAPHY(
            List.of("street portraits", "film developing", "night skies", "macro shots", "golden hour", "photo books"),
            List.of("Photo Walk", "Darkroom", "Edit With Me"),
            List.of(
                    new Product("camera tripod", 7_900),
                    new Product("camera bag", 6_900),
                    new Product("ring light", 4_400),
                    new Product("memory card", 2_100),
                    new Product("photo frame", 1_700),
                    new Product("lens filter", 3_200))),
    HOME(
            List.of(
                    "dovetail joints",
                    "wall painting",
                    "tile repair",
                    "tiny kitchens",
                    "lamp rewiring",
                    "drawer organizing"),
            List.of("Workshop Live", "Room Makeover", "Fix It"),
            List.of(
                    new Product("cordless drill", 9_900),
                    new Product("angle bracket", 600),
                    new Product("paint roller", 1_300),
                    new Product("bookshelf", 11_900),
                    new Product("desk lamp", 3_900),
                    new Product("tool box", 4_900))),
    READING(
            List.of(
                    "first novels",
                    "reading journals",
                    "library hauls",
                    "poetry evenings",
                    "book binding",
                    "space operas"),
            List.of("Book Club", "Reading Hour", "Author Talk"),
            List.of(
                    new Product("reading lamp", 3_200),
                    new Product("book stand", 2_100),
                    new Product("e-reader", 12_900),
                    new Product("notebook", 1_100),
                    new Product("fountain pen", 4_600),
                    new Product("bookends", 1_900)));

    /**
     * A kind of product.
     *
     * @param name in lower case
     * @param typicalPriceCents what one of them costs in the middle
     */
    record Product(String name, int typicalPriceCents) {}

    private final List<String> subjects;
    private final List<String> programmes;
    private final List<Product> products;

    DemoInterest(List<String> subjects, List<String> programmes, List<Product> products) {
        this.subjects = subjects;
        this.programmes = programmes;
        this.products = products;
    }

    /** What videos are about. */
    List<String> subjects() {
        return subjects;
    }

    /** What rooms show: the games of the live surface. */
    List<String> programmes() {
        return programmes;
    }

    /** What shops sell. */
    List<Product> products() {
        return products;
    }

    /** Its name as a category. */
    String category() {
        return name().toLowerCase(Locale.ROOT);
    }
}
