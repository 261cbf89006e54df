package dev.medley.spi.id;

/** The tasks that have a fixed meaning on every surface. A scenario may declare others. */
public final class Tasks {
    /** The user opens the item: clicks, enters, starts it. */
    public static final TaskId CLICK = new TaskId("click");

    /** The user stays: watches to a declared share, or rates it as watched. */
    public static final TaskId WATCH = new TaskId("watch");

    /** The user says that they like it: a like, or a rating above the middle. */
    public static final TaskId LIKE = new TaskId("like");

    /** The user follows the author or host. */
    public static final TaskId FOLLOW = new TaskId("follow");

    /** The user passes it on. */
    public static final TaskId SHARE = new TaskId("share");

    /** The user pays the host. */
    public static final TaskId GIFT = new TaskId("gift");

    /** The user puts it into the cart. */
    public static final TaskId ADD_TO_CART = new TaskId("add_to_cart");

    /** The user buys it. */
    public static final TaskId PURCHASE = new TaskId("purchase");

    /** A judge finds the item relevant to the query. */
    public static final TaskId RELEVANCE = new TaskId("relevance");

    /** The user hides it: a negative task. */
    public static final TaskId HIDE = new TaskId("hide");

    /** The user reports it: a negative task. */
    public static final TaskId REPORT = new TaskId("report");

    private Tasks() {}
}
