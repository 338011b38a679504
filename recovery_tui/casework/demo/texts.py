"""What the made-up people and their keyworkers say: short, plain, different for each."""

from __future__ import annotations

MATTERS = (
    "Being there when my daughter starts school. I missed the nursery one.",
    "My own front door and nobody knocking for money.",
    "Getting back to fishing with my dad on Sundays.",
    "Not waking up ill every morning. I want a clear head.",
    "Work. When I have a job to go to I don't think about it.",
    "My nan is eighty-one. I want her to see me well.",
    "Keeping off the wing business and getting out on my date.",
    "Finishing something for once. I have never finished anything.",
    "Peace and quiet. A garden if I could have one.",
    "Seeing the kids every week, not once in six months.",
)
STRENGTHS = (
    "Good with people, makes others laugh. Did eleven months clean on the outside once.",
    "Turns up on time for everything. Reads a lot.",
    "Can lay bricks and plaster. Old boss would have him back.",
    "Knows what sets it off and says so early.",
    "Close to family. Gym four times a week.",
    "Speaks up in group and listens too.",
)
BARRIERS = (
    "Old mates two streets away from the only address.",
    "Pain in the back, sleeps badly, mornings are worst.",
    "Debt on the wing. Says it is sorted; ask again.",
    "Doesn't trust services after being let down at the gate last time.",
    "No phone and no ID, so everything takes twice as long.",
    "Reading is hard work, letters go in the bin.",
)
EARLY_SIGNS = (
    "I stop ringing home. I stay in bed. I start counting days.",
    "I get snappy and skip the gym, then I think one won't hurt.",
    "When I stop eating properly and lend things out.",
    "I go quiet and say everything is fine.",
)
WHAT_HELPS = (
    "Walking, music, ringing my sister before it gets late.",
    "Being busy with my hands. Somebody asking me straight.",
    "A meeting the same day, even if I only sit at the back.",
    "Cooking something proper and going to bed early.",
)

GOALS: dict[str, tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]] = {
    "treatment": (
        ("Keep my script when I leave", "I don't want to be ill in the first week.", "gate",
         (("keyworker", "Ask the community service for a first appointment"), ("person", "Choose a pharmacy near home"),
          ("healthcare", "Agree how many days of script I leave with"))),
        ("Stay off spice on the wing", "It takes whole days away from me.", "custody",
         (("person", "Tell my pad mate I am not smoking it"), ("keyworker", "Ask for a place on the recovery wing"))),
        ("Finish the relapse prevention group", "I always leave before the end. Not this time.", "custody",
         (("person", "Go every Thursday"), ("person", "Do the homework sheet each week"))),
        ("Leave drink alone for the first month", "One is never one with me.", "first_21_days",
         (("person", "Write down the three places I must not go"), ("keyworker", "Go through withdrawal"))),
        ("Sleep without tablets", "I want to wake up like other people.", "three_months",
         (("healthcare", "Review the night medication"), ("person", "Try the sleep plan for two weeks"))),
    ),
    "peer": (
        ("Find a meeting I like near home", "Somewhere they don't know my family.", "first_21_days",
         (("peer", "Bring the list of meetings in my town"), ("person", "Choose two and try both"))),
        ("Have somebody to talk to on the wing", "Not staff. Somebody who has been there.", "custody",
         (("keyworker", "Introduce the wing peer mentor"), ("person", "Meet them twice and then decide"))),
        ("Somebody at the gate", "If I walk to the station alone I know where I end up.", "gate",
         (("peer", "Say whether you can be there by nine"), ("keyworker", "Tell the gate who is coming"))),
    ),
    "links": (
        ("A place to sleep on the first night", "Anything with a lock on it.", "gate",
         (("housing", "Answer the referral"), ("keyworker", "Ring housing every Tuesday until they answer"),
          ("person", "Say which areas I can't live in"))),
        ("Bank account and birth certificate", "You can't do anything without them.", "custody",
         (("person", "Fill in the form for the birth certificate"), ("dwp_work_coach", "Open the bank account"))),
        ("Back to scaffolding", "My card ran out, the rest I can still do.", "three_months",
         (("dwp_work_coach", "Find out what the card costs"), ("person", "Write to my old boss"))),
        ("See my children", "I want to do it the right way this time.", "three_months",
         (("keyworker", "Ask children's services who to speak to"), ("person", "Write a letter they can keep"))),
        ("A GP who knows me", "Last time they had never heard of me.", "gate",
         (("person", "Sign the registration form"), ("healthcare", "Send the care summary"))),
    ),
    "aftercare": (
        ("Get through the first three weeks", "That is where I always fall over.", "first_21_days",
         (("keyworker", "Ring on days one, three and seven"), ("person", "Have one thing planned for every day"))),
        ("Know whom to ring when it gets hard", "I never ring anybody until it is too late.", "gate",
         (("person", "Fill in the card with three numbers"), ("keyworker", "Print the card wallet-size"))),
        ("Stay well for a year", "Then I would like to help others.", "six_months_plus",
         (("person", "Write down what a good week looks like"), ("keyworker", "Look at it again in three months"))),
    ),
}  # fmt: skip
"""By area: title, own words, horizon, and steps of actor and text."""

NOTES = (
    "Good talk. Sleeping better since the move to a single cell. Wants to keep the plan as it is.",
    "A bit low after a visit fell through. Went over what helps; rang home from the wing afterwards.",
    "Came with questions about the date. Looked at the countdown together; knows what is still open.",
    "Talked about what sets it off on Fridays. Will try the gym in that hour.",
    "Short one, noisy wing. Checked the steps, nothing new. Next week again.",
    "Wanted to talk about money. Agreed that the work coach comes first, then the bank.",
    "Spoke about the last release and where it went wrong. First evening alone is the danger.",
    "Has done the homework without being asked. Read it out. Proud of it, rightly.",
    "Worried about mum's health. Chaplain knows. Kept it short on purpose.",
    "Went through tolerance and overdose again with the leaflet. Could repeat it in own words.",
)
SHARE_LINES = (
    "Working steadily on the plan.",
    "Engaging well, plan unchanged.",
    "Asks for news about housing.",
    "",
    "",
)
PROGRESS = (
    "Two weeks without missing a group.",
    "Slower than hoped, still wants it.",
    "Form is filled in and sent off.",
    "Tried one, didn't like it, will try the other.",
    "First phone call made, rang themselves.",
    "Got further than last time already.",
)
REFERRAL_REASONS = {
    "housing": "No address for the first night; wants to stay in the area of the children.",
    "drug": "On treatment here and wants to carry on without a gap.",
    "alcohol": "Wants support to stay off drink after release.",
    "work": "Has a trade, needs the card renewed and a start.",
    "benefits": "Needs a claim on the day of release and an advance.",
    "mental_health": "Low mood and poor sleep over months; asked for help.",
    "physical_health": "Needs a GP and the care summary sent on.",
    "family": "Wants to know how to see the children the right way.",
    "other": "Would like somebody who understands service life.",
}
REVIEWS = (
    "Went through every goal together. Two kept, one moved on, nothing new needed.",
    "More settled than last time. Wants the same people around.",
    "Smaller steps from now on: the last ones were too many at once.",
)
JOBS = (
    "Kitchen party, wing C",
    "Gardens",
    "Laundry",
    "Level 2 maths",
    "Wing cleaner",
    "Painting course",
    "Recycling yard",
)
CELL_WINGS = ("A1", "A2", "B1", "B3", "C1", "C2", "D2", "R1")
