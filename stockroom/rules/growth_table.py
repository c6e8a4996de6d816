"""How long the median child is, month by month, for boys and girls, from birth to three years.

Source: World Health Organization, Child Growth Standards (2006), length and height for age, the
median (P50) rounded to a tenth of a centimetre. Lying length up to 24 months, standing
height from 25, which the standard puts about 7 mm lower: hence the small step between the two.
"""

MEDIAN_MM = (
    (499, 491), (547, 536), (584, 571), (614, 598), (639, 621), (659, 640),
    (676, 658), (692, 673), (706, 688), (720, 701), (733, 715), (745, 728),
    (757, 740), (769, 752), (780, 764), (792, 775), (802, 786), (812, 797),
    (823, 807), (832, 817), (842, 827), (851, 837), (861, 846), (869, 855),
    (878, 864), (880, 866), (888, 874), (896, 883), (904, 891), (912, 899),
    (919, 907), (927, 915), (934, 922), (941, 929), (948, 936), (954, 943),
    (961, 951),
)  # fmt: skip
"""One row a month from birth: (boys, girls), in millimetres."""
