# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of committees: the tree, who sits, the rules, mandates, changes; and every act on them."""
