"""Wishes of the lived-in world that pages are looked at with, as queries."""

LIST = "SELECT wish_list_id FROM wish_line GROUP BY 1 ORDER BY count(*) DESC, 1"
KITS = "SELECT id FROM wish_kit ORDER BY id"
WITH_KITS = "SELECT wish_list_id FROM wish_kit ORDER BY id"
DRAFT = "SELECT id FROM wish_draft ORDER BY id"
IN_BINS = """
    SELECT wish_list_id FROM wish_line JOIN holding ON line_id = wish_line.id AND quantity > 0
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    GROUP BY 1 ORDER BY count(*) DESC, 1
"""
WANTED = """
    SELECT label_code.code FROM label_code JOIN lot ON lot.id = label_code.lot_id
    JOIN holding ON holding.lot_id = lot.id AND line_id IS NULL AND quantity > 0
    JOIN place ON place.id = holding.place_id AND place.kind IN ('inbound', 'bin')
    JOIN wish_line ON wish_line.product_id = lot.product_id
    WHERE standing = 'accepted' AND replaced_by IS NULL
    AND (SELECT asked FROM wish_change WHERE wish_change.line_id = wish_line.id
         ORDER BY id DESC LIMIT 1)
      > (SELECT coalesce(sum(quantity), 0) FROM holding AS given
         WHERE given.line_id = wish_line.id)
    ORDER BY place.kind = 'bin', lot.depth <> 'single', wish_line.urgency <> 'tonight', lot.id
"""
LINE = "SELECT line_id FROM holding WHERE line_id IS NOT NULL AND quantity > 0 ORDER BY 1"
SHORT = """
    SELECT wish_line.id FROM wish_line JOIN lot ON lot.product_id = wish_line.product_id
    JOIN holding ON holding.lot_id = lot.id AND line_id IS NULL AND quantity > 0
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    WHERE (SELECT asked FROM wish_change WHERE wish_change.line_id = wish_line.id
           ORDER BY id DESC LIMIT 1)
        > (SELECT coalesce(sum(quantity), 0) FROM holding AS given
           WHERE given.line_id = wish_line.id)
    GROUP BY wish_line.id ORDER BY count(*) DESC, wish_line.id
"""
