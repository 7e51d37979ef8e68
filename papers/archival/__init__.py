# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makes our papers accessible (PDF/UA-1) and fit to be kept (PDF/A-3a), added after they are laid out."""
